/** A picture as the service keeps it, made over to a format that every browser can draw. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import image from "@phosphor-icons/core/assets/regular/image.svg?icon"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { IntakeClient } from "./intakeClient"

export function StoredPicture(props: { client: IntakeClient; fileId: string; number: number }): VNode {
  const [broken, setBroken] = useState(false)
  if (broken) return <PicturePlaceholder text={m.picture_kept({ number: props.number })} />
  return (
    <img
      className="picture"
      src={props.client.pictureSource(props.fileId)}
      alt={m.picture_number({ number: props.number })}
      onError={() => setBroken(true)}
    />
  )
}

/** Stands where a picture cannot be drawn: the browser does not know its format, or the network is away. */
export function PicturePlaceholder(props: { text: string }): VNode {
  return (
    <span className="picture picture--unseen">
      <Icon outline={image} size="l" />
      <span>{props.text}</span>
    </span>
  )
}
