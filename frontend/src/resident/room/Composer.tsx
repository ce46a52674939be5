/** A resident's writing and sending: with a picture, and with where to turn while nothing gets through. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import camera from "@phosphor-icons/core/assets/regular/camera.svg?icon"
import x from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { fileRefusalText } from "../../core/errors/errorText"
import { documentName } from "../../core/files/fileWords"
import { bytesOf, canBeShown, isDocument, MESSAGE_ACCEPT, readFile } from "../../core/files/picture"
import { adviceText, savedText } from "../../core/files/pictureWords"
import { LATE_MS } from "../../core/room/delivery"
import type { OutboxPicture } from "../../core/room/outbox"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useNow, useWatched } from "../hooks"
import type { Live } from "../live"
import { useAway } from "../parts/NetworkLine"
import { Numbers } from "../parts/Numbers"
import type { RoomProps } from "./CasePage"
import { type AnsweringProps, Writing } from "./Writing"

const PROBLEM = "composer-problem"

export function Composer(props: RoomProps & AnsweringProps): VNode {
  const { live, state, client } = props
  const roomId = state.room.id
  const { picture, attach, letGo, problem } = usePicture(live, roomId)
  const choose = (
    <label className="composer__camera">
      <span className="hidden-visually">{m.attach_what()}</span>
      <Icon outline={camera} />
      <PictureFile onFile={(file) => void attach(file)} />
    </label>
  )
  const chosen = picture ? <AttachedPicture picture={picture} onRemove={() => void attach(null)} onOther={(file) => void attach(file)} /> : null
  return (
    <Writing
      live={live}
      roomId={roomId}
      messages={state.messages}
      answering={props.answering}
      onAnswered={props.onAnswered}
      onTyping={() => client.showTyping()}
      beside={{ picture, onSent: letGo, choose, chosen }}
      describedBy={problem ? PROBLEM : undefined}
    >
      <Meanwhile live={live} roomId={roomId} />
      <div role="alert">{problem ? <FieldError id={PROBLEM}>{problem}</FieldError> : null}</div>
    </Writing>
  )
}

/** A phone asks whether to take a picture or to choose one. */
function PictureFile(props: { onFile: (file: File | null) => void }): VNode {
  return (
    <input
      type="file"
      accept={MESSAGE_ACCEPT}
      className="composer__file"
      onChange={(event) => {
        props.onFile(event.currentTarget.files?.[0] ?? null)
        event.currentTarget.value = ""
      }}
    />
  )
}

/** Where to turn while nothing gets through to the clinic, or a message has not: nobody may wait for an answer to that. */
function Meanwhile(props: { live: Live; roomId: string }): VNode {
  const { outbox, socket } = props.live
  const away = useAway(socket.connection)
  const now = useNow(1_000)
  const stuck = useWatched(outbox.items).some(
    (item) => item.roomId === props.roomId && (item.refusal !== null || now - item.writtenAt >= LATE_MS),
  )
  return (
    <div role="status">
      {away || stuck ? (
        <p className="composer__urgent">
          <Numbers>{m.sending_urgent()}</Numbers>
        </p>
      ) : null}
    </div>
  )
}

interface Chosen {
  picture: OutboxPicture | null
  attach: (file: File | null) => Promise<void>
  /** The picture has gone with a message; one that was chosen meanwhile stays. */
  letGo: (sent: OutboxPicture | null) => Promise<void>
  problem: string | null
}

/** A chosen picture is a draft too: it is there again after a reload. */
function usePicture(live: Live, roomId: string): Chosen {
  const [picture, setPicture] = useState<OutboxPicture | null>(null)
  const latest = useRef<OutboxPicture | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    void live.drafts.readPicture(roomId).then((kept) => latest.current || show(kept ?? null))
  }, [roomId])
  const show = (chosen: OutboxPicture | null): void => {
    latest.current = chosen
    setPicture(chosen)
  }
  const attach = async (file: File | null): Promise<void> => {
    const chosen = file && (await readFile(file))
    if (chosen?.outcome === "refused") {
      setProblem(fileRefusalText(chosen.code))
      return
    }
    setProblem(null)
    show(chosen ? chosen.picture : null)
    await live.drafts.writePicture(roomId, chosen ? chosen.picture : null)
  }
  const letGo = async (sent: OutboxPicture | null): Promise<void> => {
    if (latest.current === sent) await attach(null)
  }
  return { picture, attach, letGo, problem }
}

function AttachedPicture(props: { picture: OutboxPicture; onRemove: () => void; onOther: (file: File | null) => void }): VNode {
  const { picture } = props
  const [source, setSource] = useState("")
  const seen = canBeShown(picture)
  useEffect(() => {
    if (!seen) return
    const made = URL.createObjectURL(bytesOf(picture))
    setSource(made)
    return () => URL.revokeObjectURL(made)
  }, [picture, seen])
  const saved = savedText(picture)
  return (
    <div className="row composer__attached">
      {seen ? <img className="composer__preview" src={source} alt={m.composer_preview()} width={picture.width} height={picture.height} /> : null}
      <div className="grow" role="status">
        {picture.advice ? (
          <p className="composer__advice">
            {adviceText(picture.advice)} {m.picture_advice_may()}{" "}
            <label className="link composer__other">
              {m.picture_other()}
              <PictureFile onFile={props.onOther} />
            </label>
          </p>
        ) : null}
        <p className="muted">
          {isDocument(picture) ? (
            m.document_chosen({ name: documentName(picture.name ?? "") })
          ) : (
            <>
              {seen ? null : `${m.picture_made_over()} `}
              {m.composer_place_removed()}
              {saved === null ? null : ` ${saved}`}
            </>
          )}
        </p>
      </div>
      <button type="button" className="composer__camera" aria-label={m.composer_remove()} onClick={props.onRemove}>
        <Icon outline={x} />
      </button>
    </div>
  )
}
