/** The sight and sound of a call: what streams in is bound to elements that play it. */
import { type ReactElement, type RefObject, useEffect, useRef } from "react"
import { playThroughChosen } from "../../call"

interface PictureProps {
  stream: MediaStream | null
  label: string
  className: string
  muted?: boolean
  /** The chosen loudspeaker: another one is taken up at once. */
  speaker?: string | null
}

export function Picture({ stream, label, className, muted, speaker }: PictureProps): ReactElement {
  const element = useRef<HTMLVideoElement>(null)
  usePlaying(element, stream, speaker ?? null)
  return <video ref={element} className={className} aria-label={label} autoPlay playsInline muted={muted ?? false} />
}

/** Where there is no picture the other's voice still has to be heard. */
export function Sound({ stream, speaker }: { stream: MediaStream | null; speaker: string | null }): ReactElement {
  const element = useRef<HTMLAudioElement>(null)
  usePlaying(element, stream, speaker)
  return <audio ref={element} autoPlay />
}

function usePlaying(element: RefObject<HTMLMediaElement | null>, stream: MediaStream | null, speaker: string | null): void {
  useEffect(() => {
    if (element.current && element.current.srcObject !== stream) element.current.srcObject = stream
  }, [stream])
  useEffect(() => {
    if (element.current) playThroughChosen(element.current)
  }, [speaker])
}
