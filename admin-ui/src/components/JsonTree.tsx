import classes from './JsonTree.module.css';

interface JsonTreeProps {
  /** What it is, for those who hear it. */
  label: string;
  value: unknown;
}

/** JSON that can be folded; the first two levels are open. */
export function JsonTree({ label, value }: JsonTreeProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <div role="group" className={classes.tree} aria-label={label} tabIndex={0}>
      <Node name={undefined} value={value} depth={0} />
    </div>
  );
}

interface NodeProps {
  name: string | undefined;
  value: unknown;
  depth: number;
}

const OPEN_LEVELS = 2;

function Node({ name, value, depth }: NodeProps) {
  const inside = entriesOf(value);
  if (inside === undefined || inside.length === 0) {
    return (
      <div className={classes.leaf}>
        <Name name={name} />
        <span className={classes[typeof value]}>{JSON.stringify(value)}</span>
      </div>
    );
  }
  const list = Array.isArray(value);
  return (
    <details open={depth < OPEN_LEVELS} className={classes.node}>
      <summary>
        <Name name={name} />
        <span className={classes.count}>{list ? `[ ${inside.length} ]` : `{ ${inside.length} }`}</span>
      </summary>
      {inside.map(([key, one]) => (
        <Node key={key} name={key} value={one} depth={depth + 1} />
      ))}
    </details>
  );
}

function Name({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className={classes.name}>{`${name}: `}</span>;
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}
