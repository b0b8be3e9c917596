import { stateManagementAgents } from ".";
import { describeStateManagement } from "../../testing/state-management-table";

describeStateManagement(stateManagementAgents, {
  user: (userId) => `emulator/${stateManagementAgents.id}/users/${userId}`,
  conversation: (conversationId) => `emulator/${stateManagementAgents.id}/conversations/${conversationId}`,
});
