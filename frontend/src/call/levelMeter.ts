/** How loud a stream is, from 0 to 1, for a meter beside the microphone. Whoever makes one closes it. */

// Speech lies some 50 dB above the floor of a phone's microphone; quieter than that shows as nothing.
const FLOOR_DB = -55
const CEILING_DB = -10

export interface LevelMeter {
  level(): number
  close(): void
}

export function meterOf(stream: MediaStream): LevelMeter {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  const source = context.createMediaStreamSource(stream)
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples)
      return levelOf(samples)
    },
    close: () => {
      source.disconnect()
      void context.close()
    },
  }
}

export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(samples.length, 1)
  if (power === 0) return 0
  const decibels = 10 * Math.log10(power)
  return Math.min(1, Math.max(0, (decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB)))
}
