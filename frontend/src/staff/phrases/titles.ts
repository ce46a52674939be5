/** What a phrase is called, also where it has no name in the language that is read. Pure. */
import type { Language } from "../../core/language"
import type { Localized } from "../../core/protocol/wire"

export const phraseTitle = (title: Localized, language: Language): string => title[language] || title.sv || title.en
