/** What everything else is made of: colours, type, the mark, icons. */
import type { Markup } from "#jsx"
import camera from "@phosphor-icons/core/assets/regular/camera.svg?icon"
import chat from "@phosphor-icons/core/assets/regular/chat-circle-text.svg?icon"
import check from "@phosphor-icons/core/assets/fill/check-circle-fill.svg?icon"
import file from "@phosphor-icons/core/assets/regular/file-text.svg?icon"
import moon from "@phosphor-icons/core/assets/fill/moon-fill.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import video from "@phosphor-icons/core/assets/regular/video-camera.svg?icon"
import warning from "@phosphor-icons/core/assets/fill/warning-circle-fill.svg?icon"
import { language } from "../../core/language"
import * as m from "../../texts/messages"
import { Icon } from "../Icon"
import { Mark } from "../Mark"
import tokens from "../tokens.css?raw"
import { contrast, themes } from "./contrast"
import { Group } from "./parts"

const COLOURS: readonly [string, () => string][] = [
  ["ground", m.show_colour_ground],
  ["surface", m.show_colour_surface],
  ["ink", m.show_colour_ink],
  ["muted", m.show_colour_muted],
  ["petrol", m.show_colour_petrol],
  ["berry", m.show_colour_berry],
  ["ember", m.show_colour_ember],
  ["ochre", m.show_colour_ochre],
  ["sky", m.show_colour_sky],
  ["slate", m.show_colour_slate],
  ["moss", m.show_colour_moss],
  ["sun", m.show_colour_sun],
]
const VALUES = themes(tokens)

function ratio(theme: "light" | "dark", colour: string): string {
  const values = VALUES[theme]
  const [hex, surface, onSun] = [values[colour] ?? "", values["surface"] ?? "", values["on-sun"] ?? ""]
  if (colour === "ground" || colour === "surface") return ""
  const apart = Math.floor(contrast(hex, colour === "sun" ? onSun : surface) * 10) / 10
  return `${apart.toLocaleString(language.get())}:1`
}

export function Colours(props: { theme: "light" | "dark" }): Markup {
  const title = props.theme === "light" ? m.show_colour_light() : m.show_colour_dark()
  return (
    <div data-theme={props.theme} className="show__theme">
      <Group title={title}>
        <ul className="show__colours">
          {COLOURS.map(([colour, use]) => (
            <li key={colour} className={`show__colour show__colour--${colour}`}>
              <span className="show__colour-name">
                <strong>{colour}</strong> <span>{ratio(props.theme, colour)}</span>
              </span>
              <span>{use()}</span>
            </li>
          ))}
        </ul>
      </Group>
    </div>
  )
}

export function Type(): Markup {
  return (
    <Group title={m.show_type()}>
      <div className="show__type">
        {[5, 4, 3, 2].map((step) => (
          <p key={step} className={`show__step show__step--${step}`}>
            {m.show_type_heading({ size: Math.round(15 * 1.2 ** step) })}
          </p>
        ))}
        <p className="show__text-resident">{m.show_type_resident()}</p>
        <p className="show__text-staff">{m.show_type_staff()}</p>
        <p className="show__text-label">{m.show_type_label()}</p>
      </div>
      <div className="show__figures">
        <span className="muted">{m.show_type_figures()}</span>
        <span>
          19920314-9829
          <br />
          19550608-9811
        </span>
        <span>
          14.46
          <br />
          11.11
        </span>
      </div>
    </Group>
  )
}

export function TheMark(): Markup {
  return (
    <Group title={m.show_mark()}>
      <div className="show__marks">
        <Mark size="s" />
        <Mark />
        <div className="show__mark-large">
          <Mark />
        </div>
        <img src="/assets/app-icon-1-192.png" width={96} height={96} alt={m.show_mark_app()} className="show__app" />
      </div>
      <dl className="show__words">
        {[
          [m.show_mark_room(), m.show_mark_room_text()],
          [m.show_mark_door(), m.show_mark_door_text()],
          [m.show_mark_bubble(), m.show_mark_bubble_text()],
        ].map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Group>
  )
}

export function Icons(): Markup {
  return (
    <Group title={m.show_icons()}>
      {(["s", undefined, "l"] as const).map((size) => (
        <div key={size ?? "m"} className="show__icons">
          {[chat, file, camera, video, phone, check, warning, moon].map((outline) => (
            <Icon key={outline} outline={outline} {...(size ? { size } : {})} />
          ))}
        </div>
      ))}
    </Group>
  )
}
