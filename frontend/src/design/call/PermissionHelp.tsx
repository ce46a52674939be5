/** How to let this browser use camera and microphone again: three steps in words, each with a small drawing of it. */
import { type Markup } from "#jsx"
import "./beside.css"
import * as m from "../../texts/messages"
import { type PermissionWay, permissionWay } from "./permission"

export function PermissionHelp(): Markup {
  const way = permissionWay(navigator.userAgent, navigator.maxTouchPoints)
  const [first, second] = STEPS[way]
  return (
    <section className="permission" aria-label={m.permission_title()}>
      <p className="strong">{m.permission_title()}</p>
      <ol className="permission__steps">
        <li>
          <Drawn of="bar" atTop={way !== "safari-ios"} sign={way === "safari-ios" ? "aA" : "◑"} />
          <span>{first()}</span>
        </li>
        <li>
          <Drawn of="switches" />
          <span>{second()}</span>
        </li>
        <li>
          <Drawn of="again" />
          <span>{m.permission_again()}</span>
        </li>
      </ol>
    </section>
  )
}

const STEPS: Readonly<Record<PermissionWay, readonly [() => string, () => string]>> = {
  "safari-ios": [m.permission_ios_first, m.permission_ios_second],
  "chrome-android": [m.permission_android_first, m.permission_android_second],
  firefox: [m.permission_firefox_first, m.permission_firefox_second],
  safari: [m.permission_safari_first, m.permission_safari_second],
  chrome: [m.permission_chrome_first, m.permission_chrome_second],
}

interface DrawnProps {
  of: "bar" | "switches" | "again"
  atTop?: boolean
  sign?: string
}

/** A page in outline with what to press marked; the words beside it say the same. */
function Drawn({ of, atTop, sign }: DrawnProps): Markup {
  const bar = atTop === false ? 34 : 6
  return (
    <svg className="permission__drawn" viewBox="0 0 64 48" aria-hidden="true">
      <rect x="1" y="1" width="62" height="46" rx="6" className="permission__page" />
      {of === "bar" ? (
        <>
          <rect x="6" y={bar} width="52" height="9" rx="4.5" className="permission__line" />
          <circle cx="13" cy={bar + 4.5} r="7" className="permission__mark" />
          <text x="13" y={bar + 7.5} className="permission__sign">
            {sign}
          </text>
        </>
      ) : null}
      {of === "switches"
        ? [12, 28].map((y) => (
            <g key={y}>
              <rect x="8" y={y + 2} width="26" height="5" rx="2.5" className="permission__line" />
              <rect x="40" y={y} width="16" height="9" rx="4.5" className="permission__mark" />
              <circle cx="51" cy={y + 4.5} r="3" className="permission__page" />
            </g>
          ))
        : null}
      {of === "again" ? <path d="M43 18a13 13 0 1 0 2 9M44 11v8h-8" className="permission__arrow" /> : null}
    </svg>
  )
}
