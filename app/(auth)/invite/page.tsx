import type { Metadata } from "next";
import { InviteView } from "@/components/members/invite-view";
import { Card, CardHeader } from "@/components/ui/card";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default function InvitePage() {
  return (
    <Card>
      <CardHeader level="h1" title="Invitation" />
      <div className="p-4">
        <InviteView />
      </div>
    </Card>
  );
}
