/** Clears all filters of its form. Moves the focus first, since the button disappears. */
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
