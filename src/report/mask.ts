/** Addresses made unreadable where an explanation leaves the house: who it was goes, where it was stays. */
export { maskAddress, maskText } from './panel/mask';
