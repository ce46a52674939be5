/** A stream as a picture. A video element takes its stream as a property, which markup cannot give. */
import type { VNode } from "preact"
import { useEffect, useRef } from "preact/hooks"
import { playThroughChosen } from "../../call"

interface PictureProps {
  stream: MediaStream | null
  label: string
  className: string
  /** One's own sound is never played back. */
  silent: boolean
  /** The chosen loudspeaker: another one is taken up at once. */
  speaker?: string | null
}

export function Picture(props: PictureProps): VNode {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element || element.srcObject === props.stream) return
    element.srcObject = props.stream
    // Where playing needs a touch first, the touch that answered the call has been one.
    if (props.stream) element.play().catch(() => undefined)
  }, [props.stream])
  useEffect(() => {
    if (video.current) playThroughChosen(video.current)
  }, [props.speaker])
  return <video ref={video} className={props.className} aria-label={props.label} muted={props.silent} autoPlay playsInline />
}
