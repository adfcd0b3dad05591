import { useId, useLayoutEffect, useRef } from "preact/hooks";

interface TextFilterProps {
  label: string;
  value: string;
  placeholder: string;
  /** Suggestions; other values can be typed. */
  offered?: readonly string[];
  onChange: (value: string) => void;
}

/** Shows a filter that is typed. The field follows `value` only when that changes, to keep what is being typed. */
export function TextFilter({ label, value, placeholder, offered = [], onChange }: TextFilterProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (input.current) input.current.value = value;
  }, [value]);
  return (
    <label>
      {label}
      <input
        ref={input}
        list={offered.length > 0 ? id : undefined}
        placeholder={placeholder}
        spellcheck={false}
        autocapitalize="off"
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={id}>
        {[...new Set(offered)].sort().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </label>
  );
}
