import { brushTimeline } from './brush.js';
import { tellChoices } from './choices.js';
import { showLoading } from './loading.js';

/** What the search page gains with JavaScript; without it everything works, only less smoothly. */
tellChoices();
const onLeaving = showLoading();
for (const timeline of document.querySelectorAll<SVGSVGElement>('.timeline svg')) {
  brushTimeline(timeline, (address) => {
    onLeaving();
    location.assign(address);
  });
}
