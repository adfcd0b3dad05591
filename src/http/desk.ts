import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";
import { Refusal } from "../domain/errors.js";

/** Scripts come from here alone, and calls go nowhere else. Inline styles are allowed, since the plots use them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(";");

/**
 * `/desk/`: the page where editors work, as `npm run build` made it. Every view has its own address, which answers
 * with the same page. A browser that asks for `/` is sent there.
 *
 * @param folder the folder of the built page.
 */
export function createDesk(folder: string): Router {
  const router = Router();
  const page = join(folder, "index.html");
  router.use(sendBrowsersToDesk);
  router.use("/desk", (_request, response, next) => {
    response.set("Content-Security-Policy", POLICY);
    next();
  });
  // Asset names change with their contents.
  router.use("/desk/assets", express.static(join(folder, "assets"), { immutable: true, maxAge: "1y", index: false }));
  router.use("/desk", express.static(folder, { index: false }));
  router.use("/desk", (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    if (request.path.includes(".")) throw new Refusal("notFound", `There is nothing at ${request.originalUrl}`);
    if (!existsSync(page)) throw new Refusal("notFound", "The desk is not built; run npm run build");
    if (request.originalUrl === "/desk") return response.redirect(308, "/desk/");
    response.set("Cache-Control", "no-cache").sendFile(page);
  });
  return router;
}

/** Clients that do not ask for HTML, such as programs, get the answer of any unknown address. */
const sendBrowsersToDesk: RequestHandler = (request, response, next) => {
  const isBrowser = request.method === "GET" && request.path === "/" && request.accepts(["json", "html"]) === "html";
  if (isBrowser) response.vary("Accept").redirect(302, "/desk/");
  else next();
};
