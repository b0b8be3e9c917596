import { describeStateManagement } from "../../testing/state-management-table";
import { stateManagementAgents } from ".";

describeStateManagement(stateManagementAgents, {
  user: (userId) => `emulator/${stateManagementAgents.id}/users/${userId}`,
  conversation: (conversationId) => `emulator/${stateManagementAgents.id}/conversations/${conversationId}`,
});
