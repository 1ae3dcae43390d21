/** Somebody who looks at a shelf has to hear and feel that a scan was wrong. Where the browser allows neither, the screen says it. */
export function alarm(): void {
  try {
    globalThis.navigator.vibrate([120, 60, 120]);
  } catch {
    // No motor, as in an iPhone.
  }
  try {
    const context = new AudioContext();
    const tone = context.createOscillator();
    tone.type = "square";
    tone.frequency.value = 220;
    tone.connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.3);
    tone.onended = () => void context.close();
  } catch {
    // No sound device, or none is allowed.
  }
}
