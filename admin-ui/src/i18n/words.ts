import type { AuditAction } from '../api/gen/types.gen';

/** The keys of a dictionary, with any words. */
export type Keys<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Keys<T[Key]> };

type Singular = `${string}_one`;

/** What another language has to say; one without a singular leaves the keys that end in `_one` out. */
export type Words<T> = {
  readonly [Key in keyof T as Key extends Singular ? never : Key]: T[Key] extends string ? string : Words<T[Key]>;
} & { readonly [Key in keyof T as Key extends Singular ? Key : never]?: string };

/** What actions are about: the part of their name before the dot. */
export type AuditArea = AuditAction extends infer Action
  ? Action extends `${infer Area}.${string}`
    ? Area
    : never
  : never;

type Deed<Area extends string> = AuditAction extends infer Action
  ? Action extends `${Area}.${infer Done}`
    ? Done
    : never
  : never;

/** Words for every area, and for every action that the server records. */
export interface AuditWords {
  readonly areas: { readonly [Area in AuditArea]: string };
  readonly action: { readonly [Area in AuditArea]: { readonly [Done in Deed<Area>]: string } };
  readonly [other: string]: unknown;
}
