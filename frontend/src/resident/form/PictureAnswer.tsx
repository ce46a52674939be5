/** Pictures in the form: camera or file, how to take a good one, progress, and a sentence when one cannot be used. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import camera from "@phosphor-icons/core/assets/regular/camera.svg?icon"
import trash from "@phosphor-icons/core/assets/regular/trash.svg?icon"
import { errorText, fileRefusalText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import { PICTURE_TYPES, readPicture } from "../../core/files/picture"
import { upload } from "../../core/net/http"
import type { FileView } from "../../core/protocol/wire"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Meter } from "../../design/Progress"
import * as m from "../../texts/messages"
import * as api from "../api"
import { settled } from "../../core/files/settled"
import type { AnswerFieldsProps } from "./AnswerFields"

const MOST_PICTURES = 5

type Uploading = { state: "none" } | { state: "sending"; share: number | null; source: string } | { state: "failed"; text: string; file: File | null }

export function PictureAnswer(props: AnswerFieldsProps): VNode {
  const { entry, intakeId } = props
  const [uploading, setUploading] = useState<Uploading>({ state: "none" })
  const add = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const chosen = await readPicture(file)
    if (chosen.outcome === "refused") {
      setUploading({ state: "failed", text: fileRefusalText(chosen.code), file: null })
      return
    }
    const source = URL.createObjectURL(file)
    setUploading({ state: "sending", share: 0, source })
    try {
      const sent = await upload<FileView>(api.intakeFiles(intakeId), chosen.bytes, (share) =>
        setUploading({ state: "sending", share: share < 1 ? share : null, source }),
      )
      const ready = await settled(sent, (id) => api.intakeFile(intakeId, id))
      props.onEntry({ ...entry, chosen: [...entry.chosen, ready.id], none: false, unknown: false })
      setUploading({ state: "none" })
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      setUploading({ state: "failed", text: errorText(refusal), file: refusal.retryable ? file : null })
    }
  }
  return (
    <div className="stack" aria-describedby={props.describedBy}>
      <ul className="guide">
        <li>{m.picture_guide_light()}</li>
        <li>{m.picture_guide_near()}</li>
      </ul>
      <Chosen {...props} />
      {uploading.state === "sending" ? <OnItsWay uploading={uploading} /> : null}
      {uploading.state === "failed" ? <FailedPicture uploading={uploading} onRetry={(file) => void add(file)} /> : null}
      {uploading.state !== "sending" && entry.chosen.length < MOST_PICTURES ? <ChoosePicture more={entry.chosen.length > 0} onFile={(file) => void add(file)} /> : null}
    </div>
  )
}

function ChoosePicture(props: { more: boolean; onFile: (file: File | undefined) => void }): VNode {
  return (
    <label className="button button--line button--l button--wide file-button">
      <Icon outline={camera} />
      {props.more ? m.picture_another() : m.picture_choose()}
      <input
        type="file"
        className="answer__input"
        accept={PICTURE_TYPES.join(",")}
        onChange={(event) => {
          props.onFile(event.currentTarget.files?.[0])
          event.currentTarget.value = ""
        }}
      />
    </label>
  )
}

function Chosen(props: AnswerFieldsProps): VNode | null {
  const { entry } = props
  if (entry.chosen.length === 0) return null
  return (
    <ul className="pictures">
      {entry.chosen.map((id, place) => (
        <li key={id}>
          <img src={api.intakeFileSource(props.intakeId, id)} alt={m.picture_number({ number: place + 1 })} />
          <button
            type="button"
            className="link row"
            onClick={() => props.onEntry({ ...entry, chosen: entry.chosen.filter((one) => one !== id) })}
          >
            <Icon outline={trash} size="s" />
            {m.picture_remove({ number: place + 1 })}
          </button>
        </li>
      ))}
    </ul>
  )
}

function OnItsWay(props: { uploading: Extract<Uploading, { state: "sending" }> }): VNode {
  const { share, source } = props.uploading
  useEffect(() => () => URL.revokeObjectURL(source), [source])
  return (
    <div className="stack stack--tight" role="status">
      <img className="pictures__sending" src={source} alt="" />
      <Meter share={share} label={m.picture_sending()} />
      <p className="muted">{share === null ? m.picture_checking() : m.picture_sending()}</p>
    </div>
  )
}

function FailedPicture(props: { uploading: Extract<Uploading, { state: "failed" }>; onRetry: (file: File) => void }): VNode {
  const { file, text } = props.uploading
  return (
    <div role="alert">
      <FieldError id="picture-problem">{text}</FieldError>
      {file ? (
        <button type="button" className="link" onClick={() => props.onRetry(file)}>
          {m.try_again()}
        </button>
      ) : null}
    </div>
  )
}
