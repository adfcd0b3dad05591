/** Words that reverse the words after them. */
export const NEGATORS = (
  "not no never neither nor without hardly barely scarcely nobody nothing none cannot lack lacks lacked lacking " +
  "can't couldn't won't wouldn't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't " +
  "mustn't needn't ain't"
).split(" ");

/** A negation does not reach past these. */
export const TURNS = "but however although though yet because since unless until while and or".split(" ");

/** The subject of an article is not its tone: these words of the topics count for nothing, whatever their valence. */
export const TOPIC_WORDS = (
  "immigration immigrant immigrants migrant migrants migration refugee refugees asylum visa visas border borders " +
  "deport deported deportation deportations undocumented citizenship naturalization dreamers daca " +
  "police officer officers sheriff arrest arrests arrested arresting detain detained detention custody raid raids " +
  "prosecutor prosecutors prosecution prosecute prosecuted indictment indicted charge charges charged trial trials " +
  "court courts judge jury sentence sentenced prison prisons jail jails inmate inmates enforcement law laws legal " +
  "illegal illegally crime crimes criminal criminals investigation investigations investigators warrant warrants " +
  "labor union unions unionized strike strikes striking striker strikers worker workers employee employees " +
  "employer employers wage wages job jobs unemployment unemployed layoff layoffs overtime pension pensions " +
  "protest protests protester protesters justice united"
).split(" ");
