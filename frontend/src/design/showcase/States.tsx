/** What comes and goes, what stands in for something else, and what lies around and on top. */
import { type Markup, useState } from "#jsx"
import chat from "@phosphor-icons/core/assets/regular/chat-circle-text.svg?icon"
import checkCircle from "@phosphor-icons/core/assets/fill/check-circle-fill.svg?icon"
import cloudWarning from "@phosphor-icons/core/assets/regular/cloud-warning.svg?icon"
import folder from "@phosphor-icons/core/assets/regular/folder-open.svg?icon"
import hand from "@phosphor-icons/core/assets/fill/hand-palm-fill.svg?icon"
import moon from "@phosphor-icons/core/assets/regular/moon-stars.svg?icon"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import tray from "@phosphor-icons/core/assets/regular/tray.svg?icon"
import * as m from "../../texts/messages"
import { Button, ButtonLink } from "../Button"
import { Card, WayButton, WayLink } from "../Card"
import { DialogFrame } from "../Dialog"
import { Icon } from "../Icon"
import { Avatar, ConnectionLine, EmptyState, Notice, Skeleton } from "../Notices"
import { Meter, Progress, Sent } from "../Progress"
import { Tabs } from "../Tabs"
import { Toast, ToastRegion } from "../Toast"
import { Group, nothing } from "./parts"

export function ComesAndGoes(): Markup {
  const [undone, setUndone] = useState(false)
  return (
    <Group title={m.show_comes()}>
      <ToastRegion
        label={m.show_comes_region()}
        toasts={[
          {
            id: "handed",
            look: "dark",
            text: undone ? m.show_undone() : m.show_handed(),
            action: { label: m.show_undo(), keys: "Ctrl Z", onPress: () => setUndone(!undone) },
            close: { label: m.show_close(), onPress: nothing },
          },
          { id: "stale", look: "ochre", icon: hand, text: m.show_stale() },
        ]}
      />
      <Toast icon={checkCircle}>{m.show_receipt()}</Toast>
      <ConnectionLine text={m.connection_offline()} />
      <div className="show__pair show__pair--middle">
        <Skeleton rows={3} label={m.loading()} slow={m.show_slow()} />
        <p className="muted">{m.show_skeleton()}</p>
      </div>
    </Group>
  )
}

const NOTICES = [
  ["berry", m.show_notice_berry],
  ["ember", m.show_notice_ember],
  ["ochre", m.show_notice_ochre],
  ["sky", m.show_notice_sky],
  ["slate", m.show_notice_slate],
] as const

export function Paragraphs(): Markup {
  return (
    <Group title={m.show_notices()}>
      {NOTICES.map(([look, words]) => (
        <Notice key={look} look={look}>
          {words()}
        </Notice>
      ))}
    </Group>
  )
}

export function StandIns(): Markup {
  return (
    <Group wide title={m.show_states()}>
      <div className="show__three show__three--tall">
        <EmptyState kind="empty" icon={tray} title={m.show_empty()}>
          <p className="muted">{m.show_empty_text()}</p>
          <Button look="line">{m.show_take_next()}</Button>
        </EmptyState>
        <EmptyState kind="broken" icon={cloudWarning} title={m.show_broken()}>
          <p className="muted">{m.show_broken_text()}</p>
          <Button look="line">{m.show_try_now()}</Button>
        </EmptyState>
        <EmptyState kind="closed" icon={moon} title={m.show_closed()}>
          <p className="muted">{m.show_closed_text()}</p>
          <ButtonLink look="filled" href="tel:1177">
            <Icon outline={phone} />
            {m.show_call_1177()}
          </ButtonLink>
        </EmptyState>
      </div>
    </Group>
  )
}

export function Ways(): Markup {
  return (
    <Group title={m.show_ways()}>
      <WayLink filled href="#top" icon={chat} title={m.show_way_new()} note={m.show_way_new_note()} />
      <WayButton icon={folder} title={m.show_way_cases()} note={m.show_dot_words()} onPress={nothing} />
      <div className="show__pair">
        <Card>{m.show_card()}</Card>
        <Card strong>{m.show_card_strong()}</Card>
      </div>
    </Group>
  )
}

export function People(): Markup {
  return (
    <Group title={m.show_progress()}>
      <div className="stack stack--tight">
        <p className="strong">{m.show_progress_words()}</p>
        <Progress share={0.5} />
      </div>
      <div className="show__pair">
        <div className="stack stack--tight">
          <p>{m.show_upload()}</p>
          <Sent share={0.6} figure={m.sent_share} label={m.show_upload()} />
        </div>
        <div className="stack stack--tight">
          <p>{m.show_check()}</p>
          <Meter share={null} label={m.show_check()} />
        </div>
      </div>
      <h3>{m.show_people()}</h3>
      <div className="show__row">
        <Avatar initials="SH" large />
        <Avatar initials="PÅ" />
      </div>
    </Group>
  )
}

export function Views(): Markup {
  const [tab, setTab] = useState("talk")
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  const tabs = [
    { id: "talk", label: m.show_tab_talk() },
    { id: "case", label: m.show_tab_case() },
  ]
  return (
    <Group title={m.show_views()}>
      <Tabs label={m.show_views()} tabs={tabs} chosen={tab} onChoose={setTab}>
        <p>{tab === "talk" ? m.show_tab_talk_text() : m.show_tab_case_text()}</p>
      </Tabs>
      <div className="show__row">
        <Button look="neutral" onPress={() => setOpen(true)}>
          {m.show_dialog_open()}
        </Button>
      </div>
      {open ? (
        <DialogFrame
          title={m.show_dialog_title()}
          closeLabel={m.show_close()}
          onClose={close}
          foot={
            <>
              <Button look="quiet" onPress={close}>
                {m.show_dialog_no()}
              </Button>
              <Button look="filled" onPress={close}>
                {m.show_dialog_yes()}
              </Button>
            </>
          }
        >
          <p>{m.show_dialog_text()}</p>
        </DialogFrame>
      ) : null}
    </Group>
  )
}
