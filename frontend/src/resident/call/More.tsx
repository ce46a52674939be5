/** The rest of what a call can do, behind one button: a list of ways that closes when one is taken. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import camera from "@phosphor-icons/core/assets/regular/camera.svg?icon"
import closedCaptioning from "@phosphor-icons/core/assets/regular/closed-captioning.svg?icon"
import dots from "@phosphor-icons/core/assets/regular/dots-three.svg?icon"
import gear from "@phosphor-icons/core/assets/regular/gear.svg?icon"
import pip from "@phosphor-icons/core/assets/regular/picture-in-picture.svg?icon"
import screencast from "@phosphor-icons/core/assets/regular/screencast.svg?icon"
import subtitles from "@phosphor-icons/core/assets/regular/subtitles.svg?icon"
import translate from "@phosphor-icons/core/assets/regular/translate.svg?icon"
import type { CallClient, CallClientState } from "../../call"
import { chooseLanguage, otherLanguage } from "../../core/language"
import { isGrid } from "../../design/call/CallGrid"
import { DeviceSheet } from "../../design/call/DeviceSheet"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"

interface MoreProps {
  client: CallClient
  state: CallClientState
  /** Still pictures for the case are between the two whose call it is. */
  guest: boolean
  onText: () => void
  /** Null where no browser in the call makes text of speech. */
  onCaptions: (() => void) | null
}

export function More({ client, state, guest, onText, onCaptions }: MoreProps): VNode {
  const [open, setOpen] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open) list.current?.querySelector("button")?.focus()
  }, [open])
  const take = (what: () => void) => (): void => {
    setOpen(false)
    button.current?.focus()
    what()
  }
  const { sharing } = state.own
  return (
    <div
      className="more"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return
        event.stopPropagation()
        take(() => undefined)()
      }}
    >
      <button ref={button} type="button" className="tool" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="tool__sign">
          <Icon outline={dots} />
        </span>
        {m.call_more()}
      </button>
      {open ? (
        <div ref={list} className="more__list" role="group" aria-label={m.call_more_menu()}>
          <Way icon={subtitles} label={m.livetext_title()} onPress={take(onText)} />
          {onCaptions === null ? null : <Way icon={closedCaptioning} label={m.captions_title()} onPress={take(onCaptions)} />}
          {guest ? null : <Way icon={camera} label={m.call_ask_still()} onPress={take(() => client.still.ask())} />}
          <Way icon={gear} label={m.devices_title()} onPress={take(() => setChoosing(true))} />
          {canShare() ? <Way icon={screencast} label={sharing ? m.call_share_end() : m.call_share()} onPress={take(() => void client.shareScreen(!sharing))} /> : null}
          {document.pictureInPictureEnabled && !isGrid(state) ? <Way icon={pip} label={m.call_pip()} onPress={take(() => void pictureInPicture())} /> : null}
          <Way icon={translate} label={m.other_language()} lang={otherLanguage()} onPress={take(() => chooseLanguage(otherLanguage()))} />
        </div>
      ) : null}
      {choosing ? <DeviceSheet client={client} state={state} onClose={() => setChoosing(false)} /> : null}
    </div>
  )
}

const canShare = (): boolean => "getDisplayMedia" in ((navigator as { mediaDevices?: MediaDevices }).mediaDevices ?? {})

async function pictureInPicture(): Promise<void> {
  const picture = document.querySelector<HTMLVideoElement>(".talking__other")
  if (document.pictureInPictureElement !== null) await document.exitPictureInPicture()
  else await picture?.requestPictureInPicture().catch(() => undefined)
}

function Way(props: { icon: string; label: string; lang?: string; onPress: () => void }): VNode {
  return (
    <button type="button" className="more__way" lang={props.lang} onClick={props.onPress}>
      <Icon outline={props.icon} />
      {props.label}
    </button>
  )
}
