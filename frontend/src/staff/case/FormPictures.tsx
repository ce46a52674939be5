/** The pictures that came with the form, small here and large in the lightbox. */
import type { ReactElement } from "react"
import * as m from "../../texts/messages"
import { fileAddress, showPicture } from "../room/lightbox"

interface FormPicturesProps {
  name: string
  age: number
  pictures: readonly string[]
}

export function FormPictures({ name, age, pictures }: FormPicturesProps): ReactElement | null {
  if (pictures.length === 0) return null
  return (
    <section className="part">
      <header className="part__head">
        <h3 className="part__title">{m.desk_case_pictures()}</h3>
        <span className="muted">{pictures.length}</span>
      </header>
      <ul className="thumbnails">
        {pictures.map((id, index) => (
          <li key={id}>
            <button
              type="button"
              className="thumbnail"
              aria-label={m.desk_picture_open({ name })}
              onClick={() => showPicture({ source: fileAddress(id), name, age })}
            >
              <img src={fileAddress(id)} alt={m.desk_picture_form({ count: index + 1 })} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
