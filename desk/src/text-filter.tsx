import { useId, useLayoutEffect, useRef } from "preact/hooks";

interface TextFilterProps {
  label: string;
  value: string;
  placeholder: string;
  /** Offered; others can be written. */
  offered?: readonly string[];
  onChange: (value: string) => void;
}

/** A filter that is written. It goes by its value when that changes, and not before, which would take away what is being typed. */
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
