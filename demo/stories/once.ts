import type { Story } from "../story.js";

/** Stories told once: what a newsroom's archive holds that fits no pattern. */
export const ONCE: readonly Story[] = [
  {
    topics: ["enforcement"],
    section: "technology",
    once: true,
    headlines: ["Hackers put <script>alert(1)</script> in the county's police website, and officers arrest a student"],
    leads: [
      "Visitors to the county's police website saw a pop-up window on {weekday}, since somebody had typed code into a form for lost bicycles.",
    ],
    rest: [
      "Detectives traced it to a dormitory and arrested a student, who was charged with unlawful access to a computer.",
      '"It was one line," said his lawyer, {a}. "A sound website shows it as text."',
      "The police department has since mended the form.",
    ],
  },
  {
    topics: [],
    section: "local",
    once: true,
    headlines: ["Corrections"],
    leads: ["The mayor's name was misspelled."],
    rest: [],
  },
  {
    topics: [],
    section: "en español",
    once: true,
    headlines: ["La biblioteca de Port Ellery abre también los domingos"],
    leads: [
      "La biblioteca municipal de Port Ellery abrirá sus puertas también los domingos a partir del próximo mes, anunció el ayuntamiento.",
    ],
    rest: [
      "Los vecinos lo habían pedido durante años, y una donación permite ahora pagar al personal.",
      "El primer domingo habrá cuentos para niños y chocolate caliente para todos.",
    ],
  },
  {
    topics: [],
    section: "en español",
    once: true,
    headlines: ["El equipo de Millrace gana la copa del condado"],
    leads: ["El equipo de fútbol de Millrace ganó el sábado la copa del condado con un gol en el último minuto."],
    rest: [
      "La afición celebró en la plaza hasta la madrugada, y el alcalde prometió un campo nuevo.",
      "Es la primera copa que gana el equipo desde su fundación.",
    ],
  },
];
