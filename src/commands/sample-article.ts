/** A news article written for trying Beatline out: it is about immigration, enforcement and labor at once. */
export const SAMPLE_ARTICLE = {
  id: "sample-1",
  version: 1,
  url: "https://news.example/2026/11/poultry-plant-raid",
  headline: "Immigration agents detain 43 workers at poultry plant as union prepares to strike",
  section: "national",
  language: "en",
  bodyFormat: "text" as const,
  body: [
    "Federal immigration agents raided a poultry processing plant outside Harlan Springs on Tuesday morning and detained 43 workers, most of them undocumented migrants from Guatemala, in the largest workplace enforcement operation in the state in a decade.",
    "Agents with Immigration and Customs Enforcement arrived before the first shift began and blocked the exits while officers checked the papers of everyone on the line. Two supervisors were arrested on charges of hiring people whom they knew to be in the country illegally, according to court documents.",
    "The raid came nine days before members of the Food Processors Union, which represents 600 employees at the plant, were to vote on a strike over wages and line speeds. Union leaders called the timing a cruel attack on workers who had complained about injuries and unpaid overtime.",
    "“They were cutting chicken for eleven dollars an hour, and some of them had lost fingers doing it,” said Rosa Delgado, a shop steward. “Nobody came to arrest anyone when the company broke the safety rules.”",
    "A spokesman for the Department of Homeland Security said that those detained would be processed for deportation, and that 12 parents of young children had been released with ankle monitors while their cases are heard by an immigration judge.",
    "The company said that it uses a federal system to verify that its employees are eligible to work and that it is cooperating with investigators.",
  ].join("\n\n"),
  publishedAt: "2026-11-24T08:55:00Z",
  updatedAt: "2026-11-24T08:55:00Z",
};
