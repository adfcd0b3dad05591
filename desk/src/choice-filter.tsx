interface ChoiceFilterProps<Value extends string> {
  label: string;
  value: Value | undefined;
  /** The text for no choice; without it, one of the choices is always chosen. */
  all?: string;
  choices: readonly (readonly [Value, string])[];
  onChange: (value: Value | undefined) => void;
}

/** Shows a filter that is chosen from a few values. */
export function ChoiceFilter<Value extends string>({ label, value, all, choices, onChange }: ChoiceFilterProps<Value>) {
  const choose = (text: string) => onChange(choices.find(([one]) => one === text)?.[0]);
  return (
    <label>
      {label}
      <select value={value ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
        {all === undefined ? null : <option value="">{all}</option>}
        {choices.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
