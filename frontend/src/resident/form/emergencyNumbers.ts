/**
 * Which number calls an ambulance in a country that was written in words. Pure. Only numbers that the countries' own
 * authorities give to visitors; for any other country the page says to call that country's own number.
 */

// All members of the European Union answer 112 (directive 2018/1972, article 109), and so do the others of this list.
const ANSWERS_112 =
  "belgien belgium bulgarien bulgaria cypern cyprus danmark denmark estland estonia finland frankrike france grekland greece " +
  "irland ireland island iceland italien italy kroatien croatia lettland latvia litauen lithuania luxemburg luxembourg malta " +
  "nederländerna netherlands polen poland portugal rumänien romania slovakien slovakia slovenien slovenia spanien spain " +
  "tjeckien czechia turkiet turkey tyskland germany ungern hungary österrike austria"

const OTHERS: Readonly<Record<string, string>> = {
  norge: "113",
  norway: "113",
  schweiz: "144",
  switzerland: "144",
  storbritannien: "999",
  "united kingdom": "999",
  england: "999",
  skottland: "999",
  scotland: "999",
  usa: "911",
  "united states": "911",
  kanada: "911",
  canada: "911",
  australien: "000",
  australia: "000",
  "nya zeeland": "111",
  "new zealand": "111",
  thailand: "1669",
  japan: "119",
}

const NUMBERS: ReadonlyMap<string, string> = new Map([
  ...ANSWERS_112.split(" ").map((country): [string, string] => [country, "112"]),
  ...Object.entries(OTHERS),
])

export function emergencyNumberIn(country: string): string | null {
  return NUMBERS.get(country.trim().toLocaleLowerCase("sv").normalize("NFC")) ?? null
}
