"use client";

import { Link2, X } from "lucide-react";
import { Popover } from "radix-ui";
import { useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { WhyBody } from "./why-body";
import { parseTarget } from "./why-target";

type Rect = { getBoundingClientRect: () => DOMRect };

/** The cell that was pressed; for a link from elsewhere the top of the page, since its row may be scrolled away. */
function anchorOf(key: string): Rect & { focus?: () => void } {
  const cell = document.querySelector<HTMLElement>(`[data-why="${CSS.escape(key)}"]`);
  return cell ?? { getBoundingClientRect: () => new DOMRect(innerWidth / 2, 80, 0, 0) };
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    toast.success("Link copied");
  } catch {
    // Browsers refuse the clipboard without permission or outside of https.
    toast.error("The browser does not allow copying here. The address bar holds the link.");
  }
}

/** The story of one number beside it. Escape and a press elsewhere close it; focus goes back to the number. */
export function WhyPopover({ why, onClose }: { why: string; onClose: () => void }) {
  const titleId = useId();
  const anchor = useRef(anchorOf(why));
  const target = parseTarget(why);
  if (target === null) return null;
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          aria-labelledby={titleId}
          side="bottom"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current.focus?.();
          }}
          className="z-50 flex max-h-[min(28rem,var(--radix-popover-content-available-height))] w-96 max-w-[calc(100vw-1rem)] animate-appear flex-col rounded-lg border border-line bg-surface shadow-pop"
        >
          <WhyBody target={target} titleId={titleId} />
          <div className="flex justify-end gap-1 border-line border-t p-1">
            <Button size="sm" variant="ghost" onClick={() => void copyLink()}>
              <Link2 aria-hidden="true" className="size-3.5" />
              Copy link
            </Button>
            <Popover.Close asChild>
              <Button size="sm" variant="ghost">
                <X aria-hidden="true" className="size-3.5" />
                Close
              </Button>
            </Popover.Close>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
