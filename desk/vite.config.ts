import { defineConfig } from "vite";

/** Vite needs a default export; no other file has one. */
// biome-ignore lint/style/noDefaultExport: Vite asks for it
export default defineConfig({
  base: "/desk/",
  build: { outDir: "../dist/desk", emptyOutDir: true, target: "es2022", sourcemap: false },
  server: { proxy: { "/v1": "http://127.0.0.1:3000" } },
});
