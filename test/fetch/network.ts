/** A network that does not wait long. */
import { DEFAULT_NETWORK, type Network, type NetworkSettings, openNetwork } from '../../src/fetch/http.ts';

export const HASTY = { ...DEFAULT_NETWORK, answerTimeout: 1000, stallTimeout: 1000, retryDelay: 10, environment: {} };

export function hastyNetwork(settings: Partial<NetworkSettings> = {}): Network {
  return openNetwork({ ...HASTY, ...settings });
}
