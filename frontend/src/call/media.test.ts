import { describe, expect, it } from "vitest"
import { levelOf } from "./levelMeter"
import { LocalMedia, MediaRefused, problemOf } from "./media"
import { OwnMedia } from "./ownMedia"
import { FakeDevices } from "./testing/fakeMedia"

describe("opening", () => {
  it("asks for picture and sound at once", async () => {
    const fake = new FakeDevices()
    const media = await LocalMedia.open(true, fake.devices)
    expect(fake.asked).toEqual(["audio video user"])
    expect([media.audioTrack?.kind, media.videoTrack?.kind, media.cameraProblem]).toEqual(["audio", "video", null])
  })

  it.each([
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
  ] as const)("goes on with sound alone when the camera answers %s", async (error, problem) => {
    const fake = new FakeDevices(error, null)
    const media = await LocalMedia.open(true, fake.devices)
    expect(fake.asked).toEqual(["audio video user", "audio"])
    expect([media.videoTrack, media.cameraProblem]).toEqual([null, problem])
  })

  it("does not ask a second time after a no", async () => {
    const fake = new FakeDevices("NotAllowedError")
    await expect(LocalMedia.open(true, fake.devices)).rejects.toMatchObject({ problem: "denied" })
    expect(fake.asked).toHaveLength(1)
  })

  it("is refused without any microphone, and where the browser has no devices", async () => {
    const fake = new FakeDevices("NotFoundError", "NotFoundError")
    await expect(LocalMedia.open(true, fake.devices)).rejects.toMatchObject({ problem: "missing" })
    await expect(LocalMedia.open(false, undefined)).rejects.toMatchObject({ problem: "unsupported" })
  })

  it.each([
    ["SecurityError", "denied"],
    ["OverconstrainedError", "missing"],
    ["AbortError", "busy"],
    ["TypeError", "unsupported"],
  ] as const)("knows %s as %s", (name, problem) => {
    expect(problemOf(new DOMException("", name))).toBe(problem)
    expect(problemOf("no error at all")).toBe("unsupported")
  })
})

describe("changing", () => {
  it("keeps a muted microphone open and gives an unused camera back", async () => {
    const fake = new FakeDevices()
    const media = await LocalMedia.open(true, fake.devices)
    media.setMuted(true)
    expect([media.audioTrack?.enabled, fake.live]).toEqual([false, ["audio", "video"]])
    expect(await media.setCamera(false)).toBeNull()
    expect(fake.live).toEqual(["audio"])
    expect((await media.setCamera(true))?.kind).toBe("video")
    expect(fake.live).toEqual(["audio", "video"])
  })

  it("gives one camera back before it takes the other", async () => {
    const fake = new FakeDevices()
    const media = await LocalMedia.open(true, fake.devices)
    await media.flip()
    await media.flip()
    expect(fake.asked).toEqual(["audio video user", "video environment", "video user"])
    expect(fake.live).toEqual(["audio", "video"])
  })

  it("stops what is opened after the end", async () => {
    const fake = new FakeDevices()
    const media = await LocalMedia.open(false, fake.devices)
    const coming = media.setCamera(true)
    media.stop()
    await coming
    expect(fake.live).toEqual([])
  })
})

describe("own media", () => {
  const owning = (...answers: (string | null)[]): { fake: FakeDevices; own: OwnMedia } => {
    const fake = new FakeDevices(...answers)
    return { fake, own: new OwnMedia((video) => LocalMedia.open(video, fake.devices)) }
  }

  it("says why there is nothing", async () => {
    const { own } = owning("NotAllowedError")
    expect(await own.open(true)).toBe(false)
    expect(own.state.get()).toMatchObject({ stream: null, problem: "denied" })
  })

  it("stops what the person allowed after it was given up", async () => {
    const { fake, own } = owning()
    const opening = own.open(true)
    own.stop()
    expect(await opening).toBe(false)
    expect([fake.live, own.state.get().stream]).toEqual([[], null])
  })

  it("turns the preview's camera off for an answer without a picture", async () => {
    const { fake, own } = owning()
    await own.open(true)
    expect(await own.open(false)).toBe(true)
    expect([fake.live, own.state.get().cameraOn]).toEqual([["audio"], false])
  })

  it("tells a camera that cannot be had, and keeps the sound", async () => {
    const { fake, own } = owning(null, "NotReadableError")
    await own.open(false)
    await own.changePicture((media) => media.setCamera(true))
    expect(own.state.get()).toMatchObject({ cameraOn: false, problem: "busy" })
    expect(fake.live).toEqual(["audio"])
  })

  it("hands faults on that are no answers of a device", async () => {
    const own = new OwnMedia(() => Promise.reject(new RangeError("a fault of ours")))
    await expect(own.open(true)).rejects.toThrow("a fault of ours")
    expect(new MediaRefused("busy").message).toBe("busy")
  })
})

describe("the level meter", () => {
  it("shows silence as nothing, speech in the middle, shouting as full", () => {
    const loud = (amplitude: number): Float32Array => new Float32Array(64).fill(amplitude)
    expect(levelOf(loud(0))).toBe(0)
    expect(levelOf(loud(0.001))).toBe(0)
    expect(levelOf(loud(0.03))).toBeGreaterThan(0.3)
    expect(levelOf(loud(0.03))).toBeLessThan(0.7)
    expect(levelOf(loud(1))).toBe(1)
  })
})
