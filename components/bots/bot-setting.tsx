"use client";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { Select } from "@/components/ui/select";
import { type Greeting, greetings, type ListedBot, type OverwritePolicy, overwritePolicies } from "@/lib/model";
import { PrivacySettings } from "./privacy-settings";
import { useBotSetting } from "./use-bot-setting";

const policyNames: Record<OverwritePolicy, string> = {
  sdk: "As the SDK does: the last to write wins",
  protect: "Protect edits: merge them",
  strict: "Strict: the bot's save fails",
};

const policyEffects: Record<OverwritePolicy, string> = {
  sdk: "What a turn overwrites without having read it is marked on that turn, and can be put back.",
  protect:
    "Changes in different places are both kept. In one place the bot's value stands until somebody decides, which the workbench asks.",
  strict: "A turn that saves over a newer value fails, and keeps nothing of its state.",
};

const greetingNames: Record<Greeting, string> = {
  emulator: "As the Emulator does: bot and person together",
  "emulator-v3": "As the v3 Emulator did: the bot, then the person",
  "direct-line": "As Direct Line does: the person with their first message",
};

const greetingEffects: Record<Greeting, string> = {
  emulator: "One conversationUpdate names both.",
  "emulator-v3": "Two conversationUpdates, one for each.",
  "direct-line": "A bot that welcomes people does so only once they write, unless a token says who they are.",
};

const audienceEffects = {
  test: "Everybody who uses this page sees what it remembers.",
  production: "What it remembers and what is said is masked, until somebody unmasks a person with a reason.",
};

function isGreeting(value: string): value is Greeting {
  return (greetings as readonly string[]).includes(value);
}

function isPolicy(value: string): value is OverwritePolicy {
  return (overwritePolicies as readonly string[]).includes(value);
}

/** How a bot is run, from its next turn on. */
export function BotSettingForm({ bot }: { bot: ListedBot }) {
  const { setting, choose, error } = useBotSetting(bot);
  const { overwritePolicy, overlapTurns, greeting, isProduction } = setting;
  const refusal = useBotRefusal(bot.id, "production.edit");
  return (
    <fieldset disabled={refusal !== null} className="flex flex-col gap-2 border-t border-line pt-2">
      <legend className="sr-only">How {bot.name} is run</legend>
      {refusal !== null && <p className="text-sm text-muted">{refusal}</p>}
      <Select
        label="Whom it talks with"
        description={audienceEffects[isProduction ? "production" : "test"]}
        value={isProduction ? "production" : "test"}
        onChange={({ target }) => choose({ isProduction: target.value === "production" })}
      >
        <option value="test">Testers: a test bot</option>
        <option value="production">People: a production bot</option>
      </Select>
      <Select
        label="Saving over a newer value"
        description={policyEffects[overwritePolicy]}
        value={overwritePolicy}
        error={error && problemSentence(error)}
        onChange={({ target }) => isPolicy(target.value) && choose({ overwritePolicy: target.value })}
      >
        {overwritePolicies.map((policy) => (
          <option key={policy} value={policy}>
            {policyNames[policy]}
          </option>
        ))}
      </Select>
      <Select
        label="Telling the bot who is there"
        description={greetingEffects[greeting]}
        value={greeting}
        onChange={({ target }) => isGreeting(target.value) && choose({ greeting: target.value })}
      >
        {greetings.map((one) => (
          <option key={one} value={one}>
            {greetingNames[one]}
          </option>
        ))}
      </Select>
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" checked={overlapTurns} onChange={({ target }) => choose({ overlapTurns: target.checked })} />
        Let turns overlap
      </label>
      <p className="text-xs text-muted">
        Messages sent at once run at once. Each turn reads the state, and saves it whole at its end: what the other saved in between is
        lost, as with a bot that runs on several servers.
      </p>
      <PrivacySettings bot={bot} />
    </fieldset>
  );
}
