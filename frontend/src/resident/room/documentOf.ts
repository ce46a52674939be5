/** A document of a message as it is offered to be saved. */
import { documentFacts, documentName } from "../../core/files/fileWords"
import type { DocumentRef } from "../../core/protocol/wire"
import type { DocumentLink } from "../../design/Message"
import * as m from "../../texts/messages"
import * as api from "../api"

export function documentOf(document: DocumentRef, fileSource: (fileId: string) => string = api.fileSource): DocumentLink {
  const name = documentName(document.name)
  return { source: fileSource(document.id), name, facts: documentFacts(document), verb: m.document_save() }
}
