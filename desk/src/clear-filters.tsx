/** Takes all filters of its form away. The button goes: the focus must not go with it. */
export function ClearFilters({ clear }: { clear: () => void }) {
  const press = ({ currentTarget }: { currentTarget: HTMLButtonElement }) => {
    currentTarget.form?.querySelector("select")?.focus();
    clear();
  };
  return (
    <button type="button" class="plain" onClick={press}>
      Clear filters
    </button>
  );
}
