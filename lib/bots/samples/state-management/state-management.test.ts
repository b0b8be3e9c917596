import { describeStateManagement } from "../../testing/state-management-table";
import { stateManagement } from ".";

describeStateManagement(stateManagement, {
  user: (userId) => `emulator/users/${userId}/`,
  conversation: (conversationId) => `emulator/conversations/${conversationId}/`,
});
