/** The keys of a dictionary, with any words. */
export type Keys<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Keys<T[Key]> };

type Singular = `${string}_one`;

/** What another language has to say; one without a singular leaves the keys that end in `_one` out. */
export type Words<T> = {
  readonly [Key in keyof T as Key extends Singular ? never : Key]: T[Key] extends string ? string : Words<T[Key]>;
} & { readonly [Key in keyof T as Key extends Singular ? Key : never]?: string };
