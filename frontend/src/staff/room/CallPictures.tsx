/** The sight and sound of a call: what streams in is bound to elements that play it. */
import { type ReactElement, useEffect, useRef } from "react"

interface PictureProps {
  stream: MediaStream | null
  label: string
  className: string
  muted?: boolean
}

export function Picture({ stream, label, className, muted }: PictureProps): ReactElement {
  const element = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (element.current && element.current.srcObject !== stream) element.current.srcObject = stream
  }, [stream])
  return <video ref={element} className={className} aria-label={label} autoPlay playsInline muted={muted ?? false} />
}

/** Where there is no picture the other's voice still has to be heard. */
export function Sound({ stream }: { stream: MediaStream | null }): ReactElement {
  const element = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    if (element.current && element.current.srcObject !== stream) element.current.srcObject = stream
  }, [stream])
  return <audio ref={element} autoPlay />
}
