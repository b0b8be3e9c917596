import { ConversationState, PrivateConversationState, type StatePropertyAccessor, TurnContext, UserState } from "botbuilder-core";
import type { DialogState } from "botbuilder-dialogs";
import type { BotStorage } from "@/lib/state";
import type { TripDates } from "./trip-dates";

export type Profile = { name?: string; homeCity?: string; diet?: string };
export type Wishes = { budgetEur?: number };
/** `members` are the ids of those who spoke: what each of them keeps in private goes when the trip is agreed. */
export type Trip = {
  phase: "destination" | "dates" | "agreement" | "agreed";
  destination?: string;
  dates?: TripDates;
  votes: Record<string, string>;
  members: string[];
};

/** Everything the bot remembers, by scope. */
export class TripMemory {
  readonly profile: StatePropertyAccessor<Profile>;
  readonly trip: StatePropertyAccessor<Trip>;
  readonly wishes: StatePropertyAccessor<Wishes>;
  readonly dialogState: StatePropertyAccessor<DialogState>;
  private readonly user: UserState;
  private readonly conversation: ConversationState;
  private readonly privateConversation: PrivateConversationState;

  constructor(storage: BotStorage) {
    this.user = new UserState(storage);
    this.conversation = new ConversationState(storage);
    this.privateConversation = new PrivateConversationState(storage);
    this.profile = this.user.createProperty("profile");
    this.trip = this.conversation.createProperty("trip");
    this.dialogState = this.conversation.createProperty("dialogState");
    this.wishes = this.privateConversation.createProperty("wishes");
  }

  async requireTrip(context: TurnContext): Promise<Trip> {
    return this.trip.get(context, { phase: "destination", votes: {}, members: [] });
  }

  async forgetWishes(context: TurnContext, memberIds: readonly string[]): Promise<void> {
    await this.privateConversation.delete(context);
    for (const id of memberIds.filter((memberId) => memberId !== context.activity.from.id)) {
      const asMember = new TurnContext(context.adapter, { ...context.activity, from: { ...context.activity.from, id } });
      await this.privateConversation.delete(asMember);
    }
  }

  async save(context: TurnContext): Promise<void> {
    await this.user.saveChanges(context);
    await this.conversation.saveChanges(context);
    await this.privateConversation.saveChanges(context);
  }
}
