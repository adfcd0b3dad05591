/** The style of the page `/docs`, which may fetch nothing from elsewhere. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c1f23; --soft: #5b636d; --line: #dfe3e8; --back: #ffffff; --panel: #f6f7f9; --link: #1d5fa8;
  --get: #1d6b45; --post: #8a5300; --put: #5c3fa0; --patch: #5c3fa0; --delete: #a32b2b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #9aa4af; --line: #2e343b; --back: #15181c; --panel: #1d2126; --link: #7fb2ee;
  --get: #6cc598; --post: #e0ab57; --put: #b09cf0; --patch: #b09cf0; --delete: #f08a8a; } }
* { box-sizing: border-box; }
html { scroll-behavior: auto; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
code, pre { font: 0.875em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.page { display: grid; grid-template-columns: 17rem minmax(0, 46rem); gap: 0 3rem; max-width: 70rem; margin: 0 auto; padding: 2rem 1.5rem 6rem; }
header, main { grid-column: 2; }
nav { grid-column: 1; grid-row: 1 / span 2; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 1rem 0; font-size: 0.875rem; }
nav h2 { margin: 1.25rem 0 0.25rem; font-size: 0.8125rem; color: var(--soft); font-weight: 600; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: 0.125rem 0; color: var(--ink); }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 0.5rem; letter-spacing: -0.01em; }
h1 small { font-size: 1rem; font-weight: 400; color: var(--soft); margin-left: 0.5rem; }
main > h2 { font-size: 1.375rem; margin: 4rem 0 0.25rem; }
.lead { font-size: 1.125rem; color: var(--soft); margin-top: 0; }
.about { color: var(--soft); margin: 0; }
.call, .schema { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1.5rem; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
h3 a { color: inherit; }
h3 code { font-size: 1rem; }
h3 b { font-size: 0.8125rem; letter-spacing: 0.03em; margin-right: 0.25rem; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); } .patch { color: var(--patch); } .delete { color: var(--delete); }
.summary { margin: 0.5rem 0; }
.access, .type, td i, pre i { color: var(--soft); font-style: normal; }
h4 { margin: 1.25rem 0 0.375rem; font-size: 0.875rem; color: var(--soft); font-weight: 600; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.375rem 1rem 0.375rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
tr:first-child > * { border-top: 0; }
th { font-weight: 600; white-space: nowrap; width: 1%; }
td:nth-child(2):not(:last-child) { color: var(--soft); white-space: nowrap; width: 1%; }
pre { background: var(--panel); border-radius: 6px; padding: 0.875rem 1rem; margin: 0; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
abbr { text-decoration: none; margin-right: 0.375rem; }
@media (max-width: 60rem) {
  .page { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 1rem 1rem 4rem; }
  header, main, nav { grid-column: 1; grid-row: auto; }
  nav { position: static; max-height: none; border-bottom: 1px solid var(--line); }
  main > h2 { margin-top: 2.5rem; }
}
@media (max-width: 34rem) {
  tr { display: block; padding: 0.5rem 0; border-top: 1px solid var(--line); }
  tr:first-child { border-top: 0; }
  th, td, td:nth-child(2):not(:last-child) { display: inline; border: 0; padding: 0 0.5rem 0 0; white-space: normal; width: auto; }
  td:last-child { display: block; }
}
`;
