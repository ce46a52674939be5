/** Takes a marked copy into the next message: seen and worded by its writer before it goes, like any other picture. */
import { useEffect } from "react"
import { useWatched } from "../watched"
import type { PictureChoice } from "./AttachedPicture"
import { markedCopy } from "./lightbox"
import type { Reply } from "./useReply"

export function useMarkedCopy(roomId: string, picture: PictureChoice, reply: Reply): PictureChoice {
  const copy = useWatched(markedCopy)
  useEffect(() => {
    if (copy?.roomId !== roomId || !reply.loaded) return
    markedCopy.set(null)
    void picture.take(copy.file, copy.of)
  }, [copy, roomId, picture, reply])
  return picture
}
