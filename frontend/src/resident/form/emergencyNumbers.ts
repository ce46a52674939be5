/**
 * Which number calls an ambulance in a country that was written in words. Pure. Only numbers that the country's own
 * authorities or ambulance services were seen to give; for any other country the page says to call that country's own number.
 */

// 112 is answered in the whole EU and EEA. Norway answers it too, at the police: it stands below with the ambulance's number.
const ANSWERS_112 =
  "belgien belgium bulgarien bulgaria cypern cyprus danmark denmark estland estonia finland frankrike france grekland greece " +
  "irland ireland island iceland italien italy kroatien croatia lettland latvia liechtenstein litauen lithuania luxemburg " +
  "luxembourg malta nederländerna netherlands polen poland portugal rumänien romania slovakien slovakia slovenien slovenia " +
  "spanien spain tjeckien czechia tyskland germany ungern hungary österrike austria"

// Seen at: helsenorge.no, ch.ch, londonambulance.nhs.uk and nias.hscni.net, fcc.gov (both American countries),
// ambulance.qld.gov.au, govt.nz.
const OTHERS: Readonly<Record<string, string>> = {
  norge: "113",
  norway: "113",
  schweiz: "144",
  switzerland: "144",
  storbritannien: "999",
  "united kingdom": "999",
  england: "999",
  usa: "911",
  "united states": "911",
  kanada: "911",
  canada: "911",
  australien: "000",
  australia: "000",
  "nya zeeland": "111",
  "new zealand": "111",
}

const NUMBERS: ReadonlyMap<string, string> = new Map([
  ...ANSWERS_112.split(" ").map((country): [string, string] => [country, "112"]),
  ...Object.entries(OTHERS),
])

export function emergencyNumberIn(country: string): string | null {
  return NUMBERS.get(country.trim().toLocaleLowerCase("sv").normalize("NFC")) ?? null
}
