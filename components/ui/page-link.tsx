import Link from "next/link";
import type { ComponentProps } from "react";

/** A link to another page of ours. Pages are rendered on demand, so fetching them ahead would cost the server one each. */
export function PageLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  return <Link {...props} prefetch={false} />;
}
