/** The pictures that came with a form, small here and large in the lightbox. */
import { type ReactElement, useState } from "react"
import * as m from "../../texts/messages"
import { fileAddress, showPicture } from "../room/lightbox"
import { Part } from "./Part"

interface FormPicturesProps {
  roomId: string
  name: string
  age: number
  pictures: readonly string[]
}

export function FormPictures({ roomId, name, age, pictures }: FormPicturesProps): ReactElement | null {
  if (pictures.length === 0) return null
  return (
    <Part title={m.desk_case_pictures()} beside={m.case_pictures_count({ count: pictures.length })}>
      <ul className="thumbnails">
        {pictures.map((id, index) => (
          <li key={id}>
            <Thumbnail roomId={roomId} id={id} number={index + 1} name={name} age={age} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Thumbnail({ roomId, id, number, name, age }: { roomId: string; id: string; number: number; name: string; age: number }): ReactElement {
  const [broken, setBroken] = useState(false)
  const source = fileAddress(id)
  if (broken) return <p className="thumbnail thumbnail--broken">{m.desk_picture_missing()}</p>
  return (
    <button type="button" className="thumbnail" aria-label={m.case_picture_open({ number, name })} onClick={() => showPicture({ source, name, age, caption: () => m.desk_picture_form({ count: number }), file: { roomId, fileId: id, name } })}>
      <img src={source} alt={m.desk_picture_form({ count: number })} loading="lazy" onError={() => setBroken(true)} />
    </button>
  )
}
