import type { ComponentChildren } from 'preact';

interface FactsListProps {
  readonly facts: readonly {
    readonly key: string;
    readonly label: string;
    readonly text: ComponentChildren;
  }[];
}

export const FactsList = ({ facts }: FactsListProps) => (
  <dl class="facts">
    {facts.map(({ key, label, text }) => (
      <div key={key} class={`fact ${key}`}>
        <dt>{label}</dt>
        <dd>{text}</dd>
      </div>
    ))}
  </dl>
);
