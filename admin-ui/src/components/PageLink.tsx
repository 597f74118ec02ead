import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';

type AnchorRest = AnchorProps & Omit<ComponentPropsWithoutRef<'a'>, keyof AnchorProps>;
type ButtonRest = ButtonProps & Omit<ComponentPropsWithoutRef<'a'>, keyof ButtonProps>;

/** A link to a page of the panel. */
export const PageLink = createLink(
  forwardRef<HTMLAnchorElement, AnchorRest>((props, ref) => <Anchor ref={ref} {...props} />),
);

/** The same, in the looks of a button. */
export const ButtonLink = createLink(
  forwardRef<HTMLAnchorElement, ButtonRest>((props, ref) => <Button component="a" ref={ref} {...props} />),
);
