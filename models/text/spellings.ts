import { hashWord } from "./tokens.js";
import { createVocabulary, findRow } from "./vocabulary.js";

/** Words that tell of a topic or a tone: the British spelling, and the American one that nearly all of the data has. */
const SPELLINGS =
  "labour labor,labours labors,laboured labored,labourer laborer,labourers laborers,labouring laboring," +
  "offence offense,offences offenses,defence defense,defences defenses,licence license,licences licenses," +
  "organise organize,organised organized,organising organizing,organisation organization,organisations organizations," +
  "organiser organizer,organisers organizers,unionise unionize,unionised unionized,unionising unionizing," +
  "unionisation unionization,authorise authorize,authorised authorized,authorising authorizing,authorisation authorization," +
  "unauthorised unauthorized,legalise legalize,legalised legalized,legalising legalizing,legalisation legalization," +
  "naturalise naturalize,naturalised naturalized,naturalisation naturalization,regularise regularize," +
  "regularised regularized,regularisation regularization,criminalise criminalize,criminalised criminalized," +
  "criminalisation criminalization,decriminalise decriminalize,decriminalised decriminalized," +
  "decriminalisation decriminalization,penalise penalize,penalised penalized,militarised militarized," +
  "neighbour neighbor,neighbours neighbors,neighbourhood neighborhood,neighbourhoods neighborhoods," +
  "behaviour behavior,programme program,programmes programs,centre center,centres centers,counselling counseling," +
  "jewellery jewelry,cheque check,cheques checks,paedophile pedophile,paedophiles pedophiles,paedophilia pedophilia," +
  "apologise apologize,apologised apologized,criticise criticize,criticised criticized,criticising criticizing," +
  "victimised victimized,traumatised traumatized,terrorised terrorized,radicalised radicalized," +
  "radicalisation radicalization,hospitalised hospitalized,analyse analyze,analysed analyzed,honour honor," +
  "honoured honored,honours honors,favour favor,favoured favored,favourable favorable,favourite favorite," +
  "rumour rumor,rumours rumors,harbour harbor,armour armor,travelling traveling,travellers travelers,cancelled canceled";

const PAIRS = SPELLINGS.split(",").map((pair) => pair.split(" ").map(hashWord));
const BRITISH = createVocabulary(PAIRS.map(([british = 0]) => british));
const AMERICAN = Int32Array.from(PAIRS, ([, american = 0]) => american);

/** Returns the hash of a word's American spelling, by that of either spelling. */
export function spellAmerican(hash: number): number {
  const row = findRow(BRITISH, hash);
  return row < 0 ? hash : (AMERICAN[row] ?? 0);
}
