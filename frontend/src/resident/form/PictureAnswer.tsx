/** Pictures in the form: how to take a good one, each one's way in words, and another, a new try or none of them. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import arrows from "@phosphor-icons/core/assets/regular/camera-rotate.svg?icon"
import camera from "@phosphor-icons/core/assets/regular/camera.svg?icon"
import corners from "@phosphor-icons/core/assets/regular/corners-out.svg?icon"
import hand from "@phosphor-icons/core/assets/regular/hand.svg?icon"
import sun from "@phosphor-icons/core/assets/regular/sun.svg?icon"
import trash from "@phosphor-icons/core/assets/regular/trash.svg?icon"
import type { Advice } from "../../core/files/judge"
import { adviceText } from "../../core/files/pictureWords"
import { PICTURE_ACCEPT } from "../../core/files/picture"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Meter, Sent } from "../../design/Progress"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import { type AnswerFieldsProps, fieldId } from "./AnswerFields"
import type { PictureUploads, Upload } from "./pictureUploads"
import { PicturePlaceholder, StoredPicture } from "./StoredPicture"

const MOST_PICTURES = 5

export function PictureAnswer(props: AnswerFieldsProps): VNode {
  const { client, question, entry } = props
  const [pictures] = useState(() => client.pictures(question.id))
  const uploads = useWatched(pictures.uploads)
  const advices = useWatched(pictures.advices)
  useEffect(() => {
    void pictures.start((fileId, instead) => take(props, fileId, instead))
    const wake = (): void => pictures.wake()
    window.addEventListener("online", wake)
    return () => {
      window.removeEventListener("online", wake)
      pictures.stop()
    }
  }, [])
  const onWay = uploads.some((upload) => upload.state !== "refused")
  useEffect(() => props.onPicturesOnWay(onWay), [onWay])
  const replaced = new Set(uploads.filter((upload) => upload.state !== "refused").map((upload) => upload.instead))
  const kept = entry.chosen.filter((id) => !replaced.has(id))
  const count = entry.chosen.length + uploads.filter((upload) => upload.instead === null && upload.state !== "refused").length
  return (
    <div className="stack">
      <Guide />
      {props.problem ? <FieldError id="answer-problem">{props.problem}</FieldError> : null}
      {kept.length > 0 ? (
        <ul className="pictures">
          {kept.map((id) => (
            <Chosen key={id} {...props} fileId={id} number={entry.chosen.indexOf(id) + 1} advice={advices.get(id)} onRetake={(file) => void pictures.add(file, id)} />
          ))}
        </ul>
      ) : null}
      {uploads.map((upload) => (
        <OnItsWay key={upload.id} upload={upload} pictures={pictures} />
      ))}
      {count < MOST_PICTURES ? (
        <ChoosePicture
          id={fieldId(question)}
          describedBy={props.describedBy}
          label={count > 0 ? m.picture_another() : m.picture_choose()}
          icon={camera}
          onFile={(file) => void pictures.add(file)}
        />
      ) : (
        <p className="muted">{m.picture_most({ count: MOST_PICTURES })}</p>
      )}
    </div>
  )
}

/** The answer that names the picture is in the vault before the picture leaves it. */
function take(props: AnswerFieldsProps, fileId: string, instead: string | null): Promise<void> {
  return new Promise((resolve) => {
    props.onEntry((last) => {
      const chosen = instead === null ? [...last.chosen, fileId] : last.chosen.map((id) => (id === instead ? fileId : id))
      const entry = { ...last, chosen, none: false, unknown: false }
      void props.client.keepEntry(props.question.id, entry).then(() => resolve())
      return entry
    })
  })
}

function Guide(): VNode {
  const lines = [
    { icon: sun, text: m.picture_guide_light() },
    { icon: hand, text: m.picture_guide_near() },
    { icon: corners, text: m.picture_guide_show() },
  ]
  return (
    <ul className="guide" aria-label={m.picture_guide()}>
      {lines.map((line) => (
        <li key={line.text}>
          <Icon outline={line.icon} />
          <span>{line.text}</span>
        </li>
      ))}
    </ul>
  )
}

interface ChoosePictureProps {
  id?: string
  describedBy?: string
  label: string
  icon: string
  quiet?: boolean
  onFile: (file: File) => void
}

function ChoosePicture(props: ChoosePictureProps): VNode {
  const look = props.quiet ? "button button--quiet button--s file-button" : "button button--line button--l button--wide file-button"
  return (
    <label className={look}>
      <Icon outline={props.icon} {...(props.quiet ? { size: "s" as const } : {})} />
      {props.label}
      <input
        id={props.id}
        type="file"
        className="answer__input"
        accept={PICTURE_ACCEPT}
        multiple={!props.quiet}
        aria-describedby={props.describedBy}
        onChange={(event) => {
          for (const file of [...(event.currentTarget.files ?? [])].slice(0, MOST_PICTURES)) props.onFile(file)
          event.currentTarget.value = ""
        }}
      />
    </label>
  )
}

function Chosen(props: AnswerFieldsProps & { fileId: string; number: number; advice: Advice | undefined; onRetake: (file: File) => void }): VNode {
  const { fileId, number } = props
  const remove = (): void => props.onEntry((last) => ({ ...last, chosen: last.chosen.filter((one) => one !== fileId) }))
  return (
    <li className="pictures__one">
      <StoredPicture client={props.client} fileId={fileId} number={number} />
      {props.advice ? (
        <p className="picture-advice" role="status">
          {adviceText(props.advice)}
        </p>
      ) : null}
      <div className="picture-ways">
        <ChoosePicture quiet label={m.picture_retake({ number })} icon={arrows} onFile={props.onRetake} />
        <button type="button" className="button button--quiet button--s" onClick={remove}>
          <Icon outline={trash} size="s" />
          {m.picture_remove({ number })}
        </button>
      </div>
    </li>
  )
}

function OnItsWay(props: { upload: Upload; pictures: PictureUploads }): VNode {
  const { upload, pictures } = props
  return (
    <div className="picture-way">
      {upload.source === null ? (
        <PicturePlaceholder text={upload.state === "refused" ? m.picture_not_usable() : m.picture_unseen()} />
      ) : (
        <img className="picture" src={upload.source} alt={m.picture_chosen()} />
      )}
      <div className="stack stack--tight grow" role={upload.state === "refused" ? "alert" : "status"}>
        {upload.problem ? <FieldError id={`problem-${upload.id}`}>{upload.problem()}</FieldError> : <Progressing upload={upload} />}
        <button type="button" className="link" onClick={() => void pictures.remove(upload.id)}>
          {upload.state === "refused" ? m.picture_take_away() : m.picture_cancel()}
        </button>
      </div>
    </div>
  )
}

function Progressing(props: { upload: Upload }): VNode {
  const { state, share, kept } = props.upload
  if (state === "waiting") return <p>{kept ? m.picture_waiting() : m.picture_waiting_unkept()}</p>
  const sending = state === "sending"
  return (
    <>
      <p>{sending ? m.picture_sending() : state === "checking" ? m.picture_checking() : m.picture_reading()}</p>
      {sending && share !== null ? (
        <Sent share={share} figure={m.sent_share} label={m.picture_sending()} />
      ) : (
        <Meter share={null} label={m.picture_checking()} />
      )}
    </>
  )
}
