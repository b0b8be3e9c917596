"use client";
/**
 * Stands in for react-scroll-to-bottom. That one animates towards new content and polls for it (every 17 ms on React 19, which
 * drops its defaultProps), so a reply would be drawn below the edge first. Here the end is in view in the frame that draws
 * it, and what one reads further up stays where it is when older messages appear above or old ones go.
 */
import { clsx } from "clsx";
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";

type Behavior = { behavior?: "auto" | "smooth" };
type Observer = (position: { scrollTop: number }) => void;
type Anchor = { element: Element; top: number };

const nearEndPx = 4;
const edgePx = 16;
/** A scroll this soon after a wheel, finger, key or pressed mouse is the person's own. */
const intentMs = 400;
/** One further up than this is as well, even if nothing was seen to cause it (find in page, a screen reader). */
const unexplainedPx = 200;
const intentEvents = ["wheel", "touchmove", "keydown", "pointerdown", "pointermove"] as const;
const never = [false] as const;

class Scroller {
  isSticky = true;
  readonly observers = new Set<Observer>();
  private panel: HTMLElement | null = null;
  private anchor: Anchor | null = null;
  private lastTop = 0;
  private lastHeight = 0;
  private lastIntentMs = 0;

  constructor(private readonly onChange: (isAtEnd: boolean) => void) {}

  attach(panel: HTMLElement): () => void {
    this.panel = panel;
    const sizes = new ResizeObserver(() => this.settle());
    const watchChildren = () => {
      sizes.disconnect();
      for (const element of [panel, ...panel.children]) sizes.observe(element);
    };
    const children = new MutationObserver(watchChildren);
    const onScroll = () => this.onScroll();
    children.observe(panel, { childList: true });
    watchChildren();
    panel.addEventListener("scroll", onScroll, { passive: true });
    for (const type of intentEvents) panel.addEventListener(type, this.onIntent, { passive: true });
    return () => {
      sizes.disconnect();
      children.disconnect();
      panel.removeEventListener("scroll", onScroll);
      for (const type of intentEvents) panel.removeEventListener(type, this.onIntent);
      this.panel = null;
    };
  }

  scrollTo(top: number | "100%", { behavior = "auto" }: Behavior = {}): void {
    const { panel } = this;
    if (!panel) return;
    if (top !== "100%") {
      this.lastIntentMs = performance.now();
      panel.scrollTo({ top, behavior });
      return;
    }
    // At once, whatever was asked for: a scroll that is still under way when a reply comes would end above it.
    this.isSticky = true;
    panel.scrollTop = panel.scrollHeight;
    this.remember(panel);
  }

  /** Runs after layout and before paint, whenever the panel or its content changed size. */
  private settle(): void {
    const { panel } = this;
    if (!panel) return;
    if (this.isSticky) panel.scrollTop = panel.scrollHeight;
    else this.keepPlace(panel);
    this.remember(panel);
  }

  /** Undoes what a change of content above did to the place of reading; what the person scrolled since stays. */
  private keepPlace(panel: HTMLElement): void {
    const { anchor } = this;
    if (!anchor?.element.isConnected) return;
    const scrolledPx = panel.scrollTop - this.lastTop;
    panel.scrollTop += anchor.element.getBoundingClientRect().top - (anchor.top - scrolledPx);
  }

  private onScroll(): void {
    const { panel } = this;
    if (!panel) return;
    // Events come before layout: the content may have changed already, and been given no place yet.
    if (!this.isSticky && panel.scrollHeight !== this.lastHeight) this.keepPlace(panel);
    const isAtEnd = panel.scrollHeight - panel.scrollTop - panel.clientHeight <= nearEndPx;
    if (isAtEnd) this.isSticky = true;
    else if (this.hasLeftEnd(panel)) this.isSticky = false;
    this.remember(panel);
    this.onChange(isAtEnd || this.isSticky);
    for (const observer of this.observers) observer({ scrollTop: panel.scrollTop });
  }

  private readonly onIntent = (event: Event): void => {
    const isHovering = event instanceof PointerEvent && event.type === "pointermove" && event.buttons === 0;
    if (!isHovering) this.lastIntentMs = event.timeStamp;
  };

  /** The browser scrolls too, when content shrinks and grows again; that must not count as leaving. */
  private hasLeftEnd(panel: HTMLElement): boolean {
    const wentUpPx = this.lastTop - panel.scrollTop;
    if (performance.now() - this.lastIntentMs < intentMs) return wentUpPx > 0;
    return wentUpPx > unexplainedPx && panel.scrollHeight >= this.lastHeight;
  }

  private remember(panel: HTMLElement): void {
    this.lastTop = panel.scrollTop;
    this.lastHeight = panel.scrollHeight;
    this.anchor = this.isSticky ? null : findAnchor(panel);
  }
}

/** The first message of which more than an edge is in view. */
function findAnchor(panel: HTMLElement): Anchor | null {
  const { top } = panel.getBoundingClientRect();
  for (const element of panel.querySelectorAll(":scope > [role=feed] > *")) {
    const box = element.getBoundingClientRect();
    if (box.bottom > top + edgePx) return { element, top: box.top };
  }
  return null;
}

const ScrollerContext = createContext<{ scroller: Scroller; isAtEnd: boolean } | null>(null);

function useScroller() {
  const value = use(ScrollerContext);
  if (!value) throw new Error("This is used outside of the transcript.");
  return value;
}

export function Composer({ children }: { children?: ReactNode }) {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [scroller] = useState(() => new Scroller(setIsAtEnd));
  const value = useMemo(() => ({ scroller, isAtEnd }), [scroller, isAtEnd]);
  return <ScrollerContext value={value}>{children}</ScrollerContext>;
}

export function Panel({ className, children }: { className?: string; children?: ReactNode }) {
  const { scroller } = useScroller();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => (panel.current ? scroller.attach(panel.current) : undefined), [scroller]);
  return (
    <div ref={panel} className={clsx("chat-scroller", className)}>
      {children}
    </div>
  );
}

export const useAnimatingToEnd = () => never;
export const useAtEnd = () => [useScroller().isAtEnd] as const;
export const useSticky = useAtEnd;

export function useScrollTo() {
  const { scroller } = useScroller();
  return useCallback((top: number | "100%", options?: Behavior) => scroller.scrollTo(top, options), [scroller]);
}

export function useScrollToEnd() {
  const { scroller } = useScroller();
  return useCallback((options?: Behavior) => scroller.scrollTo("100%", options), [scroller]);
}

export function useObserveScrollPosition(observer: Observer | false): void {
  const { scroller } = useScroller();
  useEffect(() => {
    if (!observer) return;
    scroller.observers.add(observer);
    return () => void scroller.observers.delete(observer);
  }, [scroller, observer]);
}
