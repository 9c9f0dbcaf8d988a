import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react'
import { useWidth } from '@/hooks/use-width'
import {
  amountTicks,
  bandPath,
  clamp,
  dayTicks,
  type Frame,
  linePath,
  type Scale,
  scaleOf,
} from '@/lib/chart'
import { calendar, dayInWords } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import type { Forecast, ForecastDay } from '@/services/types'
import { lowInWords } from './cause'

interface BalanceChartProps {
  forecast: Forecast
  /** The day under the cursor, counted from today. */
  place: number
  onPlace: (place: number) => void
  /** What a what-if would leave, day by day. */
  after?: number[] | null
  /** The day of the what-if, which can be dragged. */
  marker?: number | null
  onMarker?: ((place: number) => void) | undefined
  height?: number
}

/** The balance ahead: what is expected, how far it may stray, where it is lowest and why. */
export function BalanceChart({
  forecast,
  place,
  onPlace,
  after = null,
  marker = null,
  onMarker,
  height = 340,
}: BalanceChartProps) {
  const { days } = forecast
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const frame: Frame = { width, height, left: AXIS, right: 8, top: 28, bottom: 28 + LOW_WORDS }
  const [low, high] = useMemo(() => rangeOf(forecast, after), [forecast, after])
  const scale = scaleOf(frame, days.length, low, high)
  const shown = days[place] ?? days[0]

  const follow = (event: PointerEvent<SVGSVGElement>) => {
    if (event.pointerType === 'mouse' || event.buttons > 0) onPlace(scale.placeAt(within(event)))
  }
  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key]
    if (by === undefined) return
    event.preventDefault()
    onPlace(clamp(Number.isFinite(by) ? place + by : by < 0 ? 0 : days.length - 1, 0, days.length - 1))
  }

  if (!shown) return null
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Balance day by day"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={days.length - 1}
      aria-valuenow={place}
      aria-valuetext={spoken(shown, forecast)}
      onKeyDown={step}
      className="relative w-full select-none"
      style={{ height }}
      data-testid="balance-chart"
    >
      {width > 0 && (
        <svg
          width={width}
          height={height}
          aria-hidden="true"
          className="touch-pan-y overflow-visible"
          onPointerMove={follow}
          onPointerDown={follow}
        >
          <Levels forecast={forecast} scale={scale} frame={frame} low={low} high={high} />
          <Band days={days} scale={scale} />
          <path
            d={linePath(days.map((day, at) => ({ x: scale.x(at), y: scale.y(day.expected) })))}
            fill="none"
            stroke="var(--accent)"
            strokeWidth={after ? 1 : 2}
            strokeDasharray={after ? '4 3' : undefined}
            strokeLinejoin="round"
          />
          {after && (
            <path
              d={linePath(after.map((minor, at) => ({ x: scale.x(at), y: scale.y(minor) })))}
              fill="none"
              stroke="var(--accent)"
              strokeWidth={2}
              strokeLinejoin="round"
              data-testid="what-if-line"
            />
          )}
          <DayNames days={days} scale={scale} frame={frame} />
          {!after && <LowPoint forecast={forecast} scale={scale} frame={frame} />}
          <Cursor place={place} scale={scale} frame={frame} minor={after?.[place] ?? shown.expected} />
          {marker !== null && onMarker && (
            <Marker place={marker} scale={scale} frame={frame} onMarker={onMarker} />
          )}
        </svg>
      )}
    </div>
  )
}

/** Room for the amounts, so that no line runs through them. */
const AXIS = 60

/** Room under every line for the words of the low point, so that nothing runs through them either. */
const LOW_WORDS = 40

const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 30,
  PageDown: -30,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

function within(event: PointerEvent<SVGElement>): number {
  const svg = event.currentTarget.ownerSVGElement ?? event.currentTarget
  return event.clientX - svg.getBoundingClientRect().left
}

function spoken(day: ForecastDay, { currency, today }: Forecast): string {
  const expected = `${dayInWords(day.date, today)}: ${formatMoney(day.expected, currency)}`
  if (day.p10 === null || day.p90 === null) return expected
  return `${expected}, likely ${formatMoney(day.p10, currency)} to ${formatMoney(day.p90, currency)}`
}

/** Every line and level has to fit, and nought is always in sight when it is near. */
function rangeOf(forecast: Forecast, after: number[] | null): [number, number] {
  const amounts = forecast.days.flatMap((day) => [
    day.expected,
    day.p10 ?? day.expected,
    day.p90 ?? day.expected,
  ])
  const all = [...amounts, ...(after ?? [])]
  let low = Math.min(...all)
  const high = Math.max(...all)
  const reach = Math.max(high - low, 10_000)
  if (low > 0 && low < reach) low = 0
  if (low < 0 && forecast.overdraft > 0) low = Math.min(low, -forecast.overdraft)
  const room = (high - low) * 0.06 || 1_000
  return [low - room, high + room]
}

function Band({ days, scale }: { days: ForecastDay[]; scale: Scale }) {
  const upper = days.flatMap((day, at) => (day.p90 === null ? [] : [{ x: scale.x(at), y: scale.y(day.p90) }]))
  const lower = days.flatMap((day, at) => (day.p10 === null ? [] : [{ x: scale.x(at), y: scale.y(day.p10) }]))
  return <path d={bandPath(upper, lower)} fill="var(--accent)" opacity={0.12} data-testid="band" />
}

interface PartProps {
  forecast: Forecast
  scale: Scale
  frame: Frame
}

function Levels({ forecast, scale, frame, low, high }: PartProps & { low: number; high: number }) {
  const { currency, overdraft } = forecast
  const hasOverdraft = overdraft > 0 && -overdraft >= low
  return (
    <g className="text-caption">
      {amountTicks(low, high).map((minor) => (
        <g key={minor}>
          <Level
            scale={scale}
            frame={frame}
            minor={minor}
            stroke={minor === 0 ? 'var(--ink)' : 'var(--rule)'}
          />
          <text x={0} y={scale.y(minor) + 4} fill="var(--muted)" className="figures">
            {formatMoney(minor, currency, { short: true })}
          </text>
        </g>
      ))}
      {hasOverdraft && (
        <g>
          <Level scale={scale} frame={frame} minor={-overdraft} stroke="var(--negative)" dashes="6 4" />
          <text
            x={frame.width - frame.right}
            y={scale.y(-overdraft) - 4}
            textAnchor="end"
            fill="var(--negative)"
            className="figures"
          >
            Overdraft ends at {formatMoney(-overdraft, currency, { short: true })}
          </text>
        </g>
      )}
    </g>
  )
}

interface LevelProps {
  scale: Scale
  frame: Frame
  minor: number
  stroke: string
  dashes?: string
}

function Level({ scale, frame, minor, stroke, dashes }: LevelProps) {
  return (
    <line
      x1={frame.left}
      x2={frame.width - frame.right}
      y1={scale.y(minor)}
      y2={scale.y(minor)}
      stroke={stroke}
      strokeDasharray={dashes}
      strokeWidth={1}
    />
  )
}

function DayNames({ days, scale, frame }: { days: ForecastDay[]; scale: Scale; frame: Frame }) {
  const most = Math.max(2, Math.floor(frame.width / 90))
  return (
    <g className="text-caption" fill="var(--muted)">
      <text x={frame.left} y={frame.height - 6}>
        Today
      </text>
      {dayTicks(
        days.map((day) => day.date),
        most,
      )
        .filter((at) => scale.x(at) > frame.left + 56 && scale.x(at) < frame.width - 20)
        .map((at) => {
          const { day, monthName, month, year } = calendar(days[at]?.date ?? '')
          const short = monthName.slice(0, 3)
          const label = days.length <= 45 ? `${day} ${short}` : month === 1 ? `${short} ${year}` : short
          return (
            <text key={at} x={scale.x(at)} y={frame.height - 6} textAnchor="middle">
              {label}
            </text>
          )
        })}
    </g>
  )
}

/** The lowest moment stands under its day's line where that day's income comes in after it. */
function LowPoint({ forecast, scale, frame }: PartProps) {
  const { low_point, days, currency, today, without_bands } = forecast
  const at = days.findIndex((day) => day.date === low_point.date)
  const ends = days[at]?.expected
  if (ends === undefined) return null
  const x = scale.x(at)
  const y = scale.y(low_point.balance)
  const cause = lowInWords(forecast, today)
  const colour = low_point.balance < 0 ? 'var(--negative)' : 'var(--accent)'
  const floor = frame.height - frame.bottom
  const side = x < frame.left + 130 ? 'start' : x > frame.width - frame.right - 130 ? 'end' : 'middle'
  const beside = side === 'start' ? x - 4 : side === 'end' ? x + 4 : x
  const label = `${formatMoney(low_point.balance, currency)}, ${dayInWords(low_point.date, today)}`
  return (
    <g className="text-caption" data-testid="low-point">
      <line
        x1={x}
        x2={x}
        y1={Math.min(scale.y(ends), y)}
        y2={floor + 2}
        stroke={colour}
        strokeWidth={1}
        strokeDasharray="2 2"
      />
      <circle cx={x} cy={y} r={4} fill="var(--paper)" stroke={colour} strokeWidth={2} />
      <text
        x={beside}
        y={floor + 15}
        textAnchor={side}
        fill={low_point.balance < 0 ? 'var(--negative)' : 'var(--ink)'}
      >
        <tspan className="figures font-semibold">
          Lowest {without_bands === null ? 'about ' : ''}
          {label}
        </tspan>
        {cause && (
          <tspan x={beside} dy={16}>
            {cause}
          </tspan>
        )}
      </text>
    </g>
  )
}

function Cursor({
  place,
  scale,
  frame,
  minor,
}: {
  place: number
  scale: Scale
  frame: Frame
  minor: number
}) {
  return (
    <g pointerEvents="none">
      <line
        x1={scale.x(place)}
        x2={scale.x(place)}
        y1={frame.top}
        y2={frame.height - frame.bottom}
        stroke="var(--rule-strong)"
        strokeWidth={1}
      />
      <circle cx={scale.x(place)} cy={scale.y(minor)} r={4} fill="var(--accent)" />
    </g>
  )
}

interface MarkerProps {
  place: number
  scale: Scale
  frame: Frame
  onMarker: (place: number) => void
}

/** The day of the what-if: dragged, or typed beside the chart. */
function Marker({ place, scale, frame, onMarker }: MarkerProps) {
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    event.stopPropagation()
    onMarker(scale.placeAt(within(event)))
  }
  return (
    <g
      className="cursor-ew-resize touch-none"
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
      data-testid="what-if-marker"
    >
      <rect
        x={scale.x(place) - 16}
        y={frame.top - 24}
        width={32}
        height={frame.height - 24}
        fill="transparent"
      />
      <line
        x1={scale.x(place)}
        x2={scale.x(place)}
        y1={frame.top - 4}
        y2={frame.height - frame.bottom}
        stroke="var(--attention)"
        strokeDasharray="2 3"
      />
      <circle cx={scale.x(place)} cy={frame.top - 12} r={9} fill="var(--attention)" />
      <path
        d={`M${scale.x(place) - 2.5} ${frame.top - 15}l-3 3 3 3M${scale.x(place) + 2.5} ${frame.top - 15}l3 3-3 3`}
        fill="none"
        stroke="var(--paper)"
        strokeWidth={1.5}
      />
    </g>
  )
}
