import { stateManagement } from ".";
import { describeStateManagement } from "../../testing/state-management-table";

describeStateManagement(stateManagement, {
  user: (userId) => `emulator/users/${userId}/`,
  conversation: (conversationId) => `emulator/conversations/${conversationId}/`,
});
