import { render } from "preact";
import { App } from "./app.tsx";
import "./styles/base.css";
import "./styles/bar.css";
import "./styles/view.css";
import "./styles/topic.css";
import "./styles/rows.css";
import "./styles/sign-in.css";
import "./styles/keys.css";
import "./styles/forced-colors.css";
import "./styles/print.css";

const root = document.getElementById("desk");
if (root) render(<App />, root);
