// Adaptive Cards' Carousel drags in Swiper (28 KB gz) for sliding; without it the pages of a carousel stand one under another.
export default class Swiper {
  on() {}
}
