import { Textarea, type TextareaProps } from '@mantine/core';
import { useState } from 'react';
import { MONOSPACE } from './monospace';

interface LinesInputProps extends Omit<TextareaProps, 'value' | 'onChange'> {
  value?: readonly string[];
  onChange: (value: string[]) => void;
}

const NONE: readonly string[] = [];

/** A list of texts, one a line; empty lines do not count. */
export function LinesInput({ value = NONE, onChange, ...rest }: LinesInputProps) {
  const [text, setText] = useState(value.join('\n'));
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (linesOf(text).join('\n') !== value.join('\n')) {
      setText(value.join('\n'));
    }
  }
  const type = (typed: string) => {
    setText(typed);
    onChange(linesOf(typed));
  };
  return (
    <Textarea
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      autosize
      minRows={2}
      maxRows={12}
      spellCheck={false}
      styles={MONOSPACE}
      {...rest}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
